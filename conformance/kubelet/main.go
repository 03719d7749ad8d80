// Kubelet plays Pods on the real kubelet of one Kubernetes minor, with a container runtime that follows scripts, and
// says what happened to each: container by container, with the Pod's status as kubectl prints it.
//
// It reads JSON lines { "id", "pod", "script" } on standard input and writes { "id", "timeline" } for each when
// `-seconds` have passed. All Pods run side by side and in real time.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"log"
	"net/http/httptest"
	"os"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	clientset "k8s.io/client-go/kubernetes"
	restclient "k8s.io/client-go/rest"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	cadvisortest "k8s.io/kubernetes/pkg/kubelet/cadvisor/testing"
	"k8s.io/kubernetes/pkg/kubelet/cm"
	kubecontainer "k8s.io/kubernetes/pkg/kubelet/container"
	"k8s.io/kubernetes/pkg/kubemark"
)

const nodeName = "node"

type question struct {
	ID     string `json:"id"`
	Pod    v1.Pod `json:"pod"`
	Script script `json:"script"`
}

func main() {
	gates := flag.String("feature-gates", "", "as the kubelet takes them: Name=true,Other=false")
	seconds := flag.Int("seconds", 120, "how long Pods are played")
	warmUp := flag.Int("warm-up", 16, "seconds before the first Pod: a young kubelet delays its probes")
	pods := flag.Bool("pods", false, "note every status, each with the whole Pod as the API server then has it")
	apart := flag.Int("apart", 120, "milliseconds between two Pods")
	flag.Parse()
	if *gates != "" {
		if err := utilfeature.DefaultMutableFeatureGate.Set(*gates); err != nil {
			log.Fatal(err)
		}
	}
	if err := os.Chdir(scratch()); err != nil {
		log.Fatal(err)
	}
	all := &plays{byID: map[types.UID]*play{}, names: map[string]*play{}}
	all.api = newAPI(all)
	server := httptest.NewServer(all.api)
	go start(newKubelet(server.URL, all))
	time.Sleep(time.Duration(*warmUp) * time.Second)
	played := []*play{}
	for _, one := range read() {
		played = append(played, begin(all, one, *pods))
		time.Sleep(milliseconds(int64(*apart)))
	}
	time.Sleep(time.Duration(*seconds) * time.Second)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, one := range played {
		if err := json.NewEncoder(out).Encode(map[string]any{"id": one.id, "timeline": one.result()}); err != nil {
			log.Fatal(err)
		}
	}
}

// The kubelet may remove files that it takes for logs: it works in a folder of its own.
func scratch() string {
	folder, err := os.MkdirTemp("", "kubelet")
	if err != nil {
		log.Fatal(err)
	}
	return folder
}

func read() []question {
	questions := []question{}
	decoder := json.NewDecoder(os.Stdin)
	for decoder.More() {
		one := question{}
		if err := decoder.Decode(&one); err != nil {
			log.Fatal(err)
		}
		questions = append(questions, one)
	}
	return questions
}

// What API server and scheduler make of a Pod before a kubelet sees it.
func begin(all *plays, one question, wholePods bool) *play {
	pod := one.Pod.DeepCopy()
	pod.TypeMeta = metav1.TypeMeta{Kind: "Pod", APIVersion: "v1"}
	pod.Name, pod.Namespace, pod.UID = one.ID, "default", types.UID("uid-"+one.ID)
	pod.CreationTimestamp = metav1.Now()
	pod.Spec.NodeName = nodeName
	for index := range pod.Spec.InitContainers {
		pod.Spec.InitContainers[index].Image = one.ID + "/" + pod.Spec.InitContainers[index].Name + ":v1"
	}
	for index := range pod.Spec.Containers {
		pod.Spec.Containers[index].Image = one.ID + "/" + pod.Spec.Containers[index].Name + ":v1"
	}
	corev1.SetObjectDefaults_Pod(pod)
	no := false
	pod.Spec.AutomountServiceAccountToken = &no
	pod.Spec.EnableServiceLinks = &no
	pod.Spec.DNSPolicy = v1.DNSDefault
	pod.Status.Phase = v1.PodPending
	pod.Status.Conditions = []v1.PodCondition{{Type: v1.PodScheduled, Status: v1.ConditionTrue}}
	play := newPlay(one.ID, pod, one.Script)
	play.wholePods = wholePods
	all.add(play)
	all.api.create(pod)
	return play
}

func newKubelet(url string, all *plays) *kubemark.HollowKubelet {
	client := clientset.NewForConfigOrDie(&restclient.Config{
		Host: url, QPS: -1, ContentConfig: restclient.ContentConfig{ContentType: "application/json"},
	})
	flags, config := kubemark.GetHollowKubeletConfig(&kubemark.HollowKubeletOptions{NodeName: nodeName, MaxPods: 5000})
	flags.MaxPerPodContainerCount, flags.MaxContainerCount, flags.MinimumGCAge.Duration = 1, -1, 0
	config.EnableServer = false
	config.SyncFrequency.Duration = time.Minute
	config.SerializeImagePulls = false
	config.RegistryPullQPS = 0
	config.EvictionHard = map[string]string{}
	images := &scriptedImages{plays: all, present: map[string]bool{}}
	cadvisor := &cadvisortest.Fake{NodeName: nodeName}
	kubelet := kubemark.NewHollowKubelet(flags, config, client, client, cadvisor, images, newRuntime(all), cm.NewStubContainerManager())
	kubelet.KubeletDeps.ProbeManager = nil
	kubelet.KubeletDeps.OSInterface = kubecontainer.RealOS{}
	kubelet.KubeletDeps.Recorder = recorder{all}
	return kubelet
}
