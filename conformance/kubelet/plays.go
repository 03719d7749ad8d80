package main

import (
	"strings"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/types"
)

// All Pods that are played, side by side in one kubelet.
type plays struct {
	mu    sync.Mutex
	byID  map[types.UID]*play
	names map[string]*play
	api   *api
}

func (p *plays) add(one *play) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.byID[one.uid] = one
	p.names[one.pod.Name] = one
}

func (p *plays) byUID(uid string) *play {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.byID[types.UID(uid)]
}

func (p *plays) byName(name string) *play {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.names[name]
}

// The run that pulls this image next.
func (p *plays) ofImage(image string) (run, *play) {
	name, rest, _ := strings.Cut(image, "/")
	container, _, _ := strings.Cut(rest, ":")
	one := p.byName(name)
	one.mu.Lock()
	defer one.mu.Unlock()
	return one.script.run(container, one.starts[container]), one
}

// The first sandbox is ready: the script's own requests count from here.
func (p *plays) begun(one *play, runtime *scriptedRuntime) {
	if one.script.DeleteAt != nil {
		time.AfterFunc(milliseconds(*one.script.DeleteAt), func() { p.api.remove(one.pod.Name, one.script.Grace) })
	}
	if one.script.LostAt != nil {
		time.AfterFunc(milliseconds(*one.script.LostAt), func() { runtime.loseSandbox(one) })
	}
}

func (p *play) sandboxReady() (first bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ready.IsZero() {
		return false
	}
	p.ready = time.Now()
	return true
}

// How often the container was started before.
func (p *play) countStart(container string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	number := p.starts[container]
	p.starts[container]++
	return number
}
