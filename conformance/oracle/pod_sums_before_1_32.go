//go:build !k132

package main

import (
	v1 "k8s.io/api/core/v1"
	resourcehelper "k8s.io/kubernetes/pkg/api/v1/resource"
)

func podRequests(pod *v1.Pod) v1.ResourceList {
	return resourcehelper.PodRequests(pod, resourcehelper.PodResourcesOptions{})
}

func podLimits(pod *v1.Pod) v1.ResourceList {
	return resourcehelper.PodLimits(pod, resourcehelper.PodResourcesOptions{})
}

// aggregateContainerRequests has no function of its own yet: it is the sum without overhead.
func aggregateContainerRequests(pod *v1.Pod) v1.ResourceList { return podRequestsWithoutOverhead(pod) }

func podRequestsWithoutOverhead(pod *v1.Pod) v1.ResourceList {
	return resourcehelper.PodRequests(pod, resourcehelper.PodResourcesOptions{ExcludeOverhead: true})
}
