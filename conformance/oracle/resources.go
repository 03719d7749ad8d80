package main

import (
	"context"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	kubeletqos "k8s.io/kubernetes/pkg/kubelet/qos"
	"k8s.io/kubernetes/pkg/registry/core/pod"
)

// podResources is what one Pod reserves: quantities as Kubernetes prints them.
type podResources struct {
	Requests                   map[string]string `json:"requests"`
	Limits                     map[string]string `json:"limits"`
	AggregateContainerRequests map[string]string `json:"aggregateContainerRequests"`
	RequestsWithoutOverhead    map[string]string `json:"requestsWithoutOverhead"`
	QOSClass                   string            `json:"qosClass"`
	OOMScoreAdj                map[string]int    `json:"oomScoreAdj,omitempty"`
	// Pod is the one that these numbers are of.
	Pod *v1.Pod `json:"pod"`
}

// resourcesOf looks at the stored Pod, or at the one that a controller would make of a stored template.
func resourcesOf(stored runtime.Object, nodeMemory int64) *podResources {
	pod := podOf(stored)
	if pod == nil {
		return nil
	}
	// Each sum gets a copy: Kubernetes' addition may write into a quantity that it shares with the Pod (1.5Gi is one).
	said := &podResources{
		Requests:                   quantities(podRequests(pod.DeepCopy())),
		Limits:                     quantities(podLimits(pod.DeepCopy())),
		AggregateContainerRequests: quantities(aggregateContainerRequests(pod.DeepCopy())),
		RequestsWithoutOverhead:    quantities(podRequestsWithoutOverhead(pod.DeepCopy())),
		QOSClass:                   string(pod.Status.QOSClass),
		Pod:                        pod,
	}
	if len(pod.Spec.Containers) > 0 { // the kubelet never sees another Pod, and its code relies on that
		said.OOMScoreAdj = oomScores(pod, nodeMemory)
	}
	return said
}

func oomScores(pod *v1.Pod, nodeMemory int64) map[string]int {
	scores := map[string]int{}
	for _, containers := range [][]v1.Container{pod.Spec.InitContainers, pod.Spec.Containers} {
		for i := range containers {
			container := &containers[i]
			scores[container.Name] = kubeletqos.GetContainerOOMScoreAdjust(pod, container, nodeMemory)
		}
	}
	return scores
}

func podOf(stored runtime.Object) *v1.Pod {
	switch object := stored.(type) {
	case *v1.Pod:
		return object
	case *v1.PodTemplate:
		return fromTemplate(&object.Template)
	case *v1.ReplicationController:
		return fromTemplate(object.Spec.Template)
	case *appsv1.DaemonSet:
		return fromTemplate(&object.Spec.Template)
	case *appsv1.Deployment:
		return fromTemplate(&object.Spec.Template)
	case *appsv1.ReplicaSet:
		return fromTemplate(&object.Spec.Template)
	case *appsv1.StatefulSet:
		return fromTemplate(&object.Spec.Template)
	case *batchv1.Job:
		return fromTemplate(&object.Spec.Template)
	case *batchv1.CronJob:
		return fromTemplate(&object.Spec.JobTemplate.Spec.Template)
	default:
		return nil
	}
}

// fromTemplate posts the Pod that a controller makes: defaulted as a Pod, disabled fields dropped.
func fromTemplate(template *v1.PodTemplateSpec) *v1.Pod {
	if template == nil {
		return nil
	}
	made := &v1.Pod{ObjectMeta: *template.ObjectMeta.DeepCopy(), Spec: *template.Spec.DeepCopy()}
	made.Name, made.Namespace = "made", "default"
	legacyscheme.Scheme.Default(made)
	var posted core.Pod
	if err := legacyscheme.Scheme.Convert(made, &posted, nil); err != nil {
		panic(err)
	}
	pod.Strategy.PrepareForCreate(genericapirequest.WithNamespace(context.Background(), "default"), &posted)
	var stored v1.Pod
	if err := legacyscheme.Scheme.Convert(&posted, &stored, nil); err != nil {
		panic(err)
	}
	return &stored
}

func quantities(list v1.ResourceList) map[string]string {
	printed := map[string]string{}
	for name, quantity := range list {
		printed[string(name)] = quantity.String()
	}
	return printed
}
