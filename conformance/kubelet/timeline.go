package main

import (
	"fmt"
	"sync"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
)

// An event of one Pod; fields that do not belong to it are absent.
type event map[string]any

// One Pod that is played, and what happened to it.
type play struct {
	mu       sync.Mutex
	id       string
	uid      types.UID
	script   script
	pod      *v1.Pod
	ready    time.Time
	timeline []event
	starts   map[string]int
	last     string
	// Whether every status is noted, with the whole Pod.
	wholePods bool
}

func newPlay(id string, pod *v1.Pod, script script) *play {
	return &play{id: id, uid: pod.UID, pod: pod, script: script, starts: map[string]int{}}
}

func (p *play) log(name string, fields event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.put(name, fields)
}

func (p *play) put(name string, fields event) {
	entry := event{"at": time.Now(), "event": name}
	for key, value := range fields {
		entry[key] = value
	}
	p.timeline = append(p.timeline, entry)
}

// The timeline in seconds since the first sandbox was ready.
func (p *play) result() []event {
	p.mu.Lock()
	defer p.mu.Unlock()
	entries := make([]event, 0, len(p.timeline))
	for _, entry := range p.timeline {
		shown := event{}
		for key, value := range entry {
			shown[key] = value
		}
		delete(shown, "at")
		shown["t"] = float64(entry["at"].(time.Time).Sub(p.ready).Milliseconds()) / 1000
		entries = append(entries, shown)
	}
	return entries
}

// A status is worth an entry when kubectl would show another line.
func (p *play) status(pod *v1.Pod) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ready, status, restarts := columns(pod)
	flags := ""
	for _, condition := range pod.Status.Conditions {
		if condition.Status != v1.ConditionTrue {
			continue
		}
		switch condition.Type {
		case v1.PodInitialized:
			flags += "I"
		case v1.PodReady:
			flags += "R"
		}
	}
	line := fmt.Sprint(pod.Status.Phase, ready, status, flags, restarts, pod.Status.Reason)
	if line == p.last && !p.wholePods {
		return
	}
	p.last = line
	entry := event{
		"phase": pod.Status.Phase, "ready": ready, "status": status, "flags": flags, "restarts": restarts,
		"reason": pod.Status.Reason, "containers": shownStatuses(pod),
	}
	if p.wholePods {
		entry["pod"] = asJSON(pod)
	}
	p.put("Status", entry)
}

// What decides about the columns, container by container.
func shownStatuses(pod *v1.Pod) []event {
	shown := []event{}
	statuses := append(append([]v1.ContainerStatus{}, pod.Status.InitContainerStatuses...), pod.Status.ContainerStatuses...)
	for _, status := range statuses {
		entry := event{"name": status.Name, "restartCount": status.RestartCount, "ready": status.Ready}
		if status.Started != nil {
			entry["started"] = *status.Started
		}
		switch {
		case status.State.Running != nil:
			entry["state"] = "running"
		case status.State.Terminated != nil:
			entry["state"] = "terminated"
			entry["reason"] = status.State.Terminated.Reason
			entry["exitCode"] = status.State.Terminated.ExitCode
		case status.State.Waiting != nil:
			entry["state"] = "waiting"
			entry["reason"] = status.State.Waiting.Reason
		}
		if last := status.LastTerminationState.Terminated; last != nil {
			entry["lastReason"] = last.Reason
			entry["lastExitCode"] = last.ExitCode
		}
		shown = append(shown, entry)
	}
	return shown
}
