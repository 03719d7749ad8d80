//go:build k132

package main

import (
	v1 "k8s.io/api/core/v1"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	resourcehelper "k8s.io/component-helpers/resource"
	"k8s.io/kubernetes/pkg/features"
)

// options are the scheduler's for an incoming Pod.
func options() resourcehelper.PodResourcesOptions {
	return resourcehelper.PodResourcesOptions{
		SkipPodLevelResources: !utilfeature.DefaultFeatureGate.Enabled(features.PodLevelResources),
	}
}

func podRequests(pod *v1.Pod) v1.ResourceList { return resourcehelper.PodRequests(pod, options()) }

func podLimits(pod *v1.Pod) v1.ResourceList { return resourcehelper.PodLimits(pod, options()) }

func aggregateContainerRequests(pod *v1.Pod) v1.ResourceList {
	return resourcehelper.AggregateContainerRequests(pod, resourcehelper.PodResourcesOptions{})
}

func podRequestsWithoutOverhead(pod *v1.Pod) v1.ResourceList {
	without := options()
	without.ExcludeOverhead = true
	return resourcehelper.PodRequests(pod, without)
}
