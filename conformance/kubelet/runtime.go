package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	internalapi "k8s.io/cri-api/pkg/apis"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
	utilexec "k8s.io/utils/exec"
)

const killedExitCode = 137

// A container runtime that plays scripts. What the kubelet does not ask of it is not there.
type scriptedRuntime struct {
	internalapi.RuntimeService
	plays *plays

	mu         sync.Mutex
	next       int
	sandboxes  map[string]*sandbox
	containers map[string]*container
}

type sandbox struct {
	id      string
	config  *runtimeapi.PodSandboxConfig
	state   runtimeapi.PodSandboxState
	created time.Time
	play    *play
}

type container struct {
	id       string
	config   *runtimeapi.ContainerConfig
	sandbox  *sandbox
	state    runtimeapi.ContainerState
	created  time.Time
	started  time.Time
	finished time.Time
	exitCode int32
	number   int
	run      run
	gone     chan struct{}
}

func newRuntime(plays *plays) *scriptedRuntime {
	return &scriptedRuntime{plays: plays, sandboxes: map[string]*sandbox{}, containers: map[string]*container{}}
}

func (r *scriptedRuntime) id(kind string) string {
	r.next++
	return fmt.Sprintf("%s%d", kind, r.next)
}

func (r *scriptedRuntime) Version(context.Context, string) (*runtimeapi.VersionResponse, error) {
	return &runtimeapi.VersionResponse{Version: "0.1.0", RuntimeName: "script", RuntimeVersion: "1.0.0", RuntimeApiVersion: "v1"}, nil
}

func (r *scriptedRuntime) Status(context.Context, bool) (*runtimeapi.StatusResponse, error) {
	conditions := []*runtimeapi.RuntimeCondition{
		{Type: runtimeapi.RuntimeReady, Status: true}, {Type: runtimeapi.NetworkReady, Status: true},
	}
	return &runtimeapi.StatusResponse{Status: &runtimeapi.RuntimeStatus{Conditions: conditions}}, nil
}

func (r *scriptedRuntime) UpdateRuntimeConfig(context.Context, *runtimeapi.RuntimeConfig) error {
	return nil
}

func (r *scriptedRuntime) RunPodSandbox(_ context.Context, config *runtimeapi.PodSandboxConfig, _ string) (string, error) {
	play := r.plays.byUID(config.Metadata.Uid)
	r.mu.Lock()
	defer r.mu.Unlock()
	one := &sandbox{id: r.id("box"), config: config, created: time.Now(), play: play}
	r.sandboxes[one.id] = one
	first := play.sandboxReady()
	play.log("SandboxReady", event{"attempt": config.Metadata.Attempt})
	if first {
		r.plays.begun(play, r)
	}
	return one.id, nil
}

// Everything in the newest sandbox of a Pod dies with it.
func (r *scriptedRuntime) loseSandbox(play *play) {
	r.mu.Lock()
	defer r.mu.Unlock()
	play.log("SandboxLost", nil)
	for _, one := range r.sandboxes {
		if one.play == play {
			one.state = runtimeapi.PodSandboxState_SANDBOX_NOTREADY
		}
	}
	for _, one := range r.containers {
		if one.sandbox.play == play {
			r.exit(one, killedExitCode)
		}
	}
}

func (r *scriptedRuntime) StopPodSandbox(_ context.Context, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.sandboxes[id]
	if one == nil {
		return nil
	}
	if one.state == runtimeapi.PodSandboxState_SANDBOX_READY {
		one.play.log("SandboxStopped", nil)
	}
	one.state = runtimeapi.PodSandboxState_SANDBOX_NOTREADY
	for _, other := range r.containers {
		if other.sandbox == one {
			r.exit(other, killedExitCode)
		}
	}
	return nil
}

func (r *scriptedRuntime) RemovePodSandbox(_ context.Context, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.sandboxes, id)
	return nil
}

func (r *scriptedRuntime) PodSandboxStatus(_ context.Context, id string, _ bool) (*runtimeapi.PodSandboxStatusResponse, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.sandboxes[id]
	if one == nil {
		return nil, errors.New("no such sandbox")
	}
	return &runtimeapi.PodSandboxStatusResponse{Status: &runtimeapi.PodSandboxStatus{
		Id: one.id, Metadata: one.config.Metadata, State: one.state, CreatedAt: one.created.UnixNano(),
		Network: &runtimeapi.PodSandboxNetworkStatus{Ip: "10.0.0.1"},
		Linux:   &runtimeapi.LinuxPodSandboxStatus{Namespaces: &runtimeapi.Namespace{Options: &runtimeapi.NamespaceOption{}}},
		Labels:  one.config.Labels, Annotations: one.config.Annotations,
	}}, nil
}

func (r *scriptedRuntime) ListPodSandbox(_ context.Context, filter *runtimeapi.PodSandboxFilter) ([]*runtimeapi.PodSandbox, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := []*runtimeapi.PodSandbox{}
	for _, one := range r.sandboxes {
		if filter != nil && ((filter.Id != "" && filter.Id != one.id) ||
			(filter.State != nil && filter.State.State != one.state) || !has(one.config.Labels, filter.LabelSelector)) {
			continue
		}
		found = append(found, &runtimeapi.PodSandbox{
			Id: one.id, Metadata: one.config.Metadata, State: one.state, CreatedAt: one.created.UnixNano(),
			Labels: one.config.Labels, Annotations: one.config.Annotations,
		})
	}
	return found, nil
}

func has(labels, wanted map[string]string) bool {
	for key, value := range wanted {
		if labels[key] != value {
			return false
		}
	}
	return true
}

func (r *scriptedRuntime) CreateContainer(_ context.Context, box string, config *runtimeapi.ContainerConfig, boxConfig *runtimeapi.PodSandboxConfig) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sandbox := r.sandboxes[box]
	if sandbox == nil {
		return "", errors.New("no such sandbox")
	}
	one := &container{
		id: r.id("ctr"), config: config, sandbox: sandbox, state: runtimeapi.ContainerState_CONTAINER_CREATED,
		created: time.Now(), gone: make(chan struct{}),
	}
	r.containers[one.id] = one
	return one.id, touch(filepath.Join(boxConfig.LogDirectory, config.LogPath))
}

// The kubelet counts attempts by log files where it finds no container.
func touch(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, nil, 0o644)
}

func (r *scriptedRuntime) StartContainer(_ context.Context, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.containers[id]
	if one == nil {
		return errors.New("no such container")
	}
	play := one.sandbox.play
	one.number = play.countStart(one.name())
	one.run = play.script.run(one.name(), one.number)
	one.state = runtimeapi.ContainerState_CONTAINER_RUNNING
	one.started = time.Now()
	fields := event{"container": one.name(), "instance": one.number}
	if attempt := int(one.config.Metadata.Attempt); attempt != one.number {
		fields["criAttempt"] = attempt
	}
	play.log("Started", fields)
	if one.run.For != nil {
		r.exitAfter(one, milliseconds(*one.run.For), one.run.ExitCode)
	}
	return nil
}

func (c *container) name() string { return c.config.Metadata.Name }

func (c *container) fields() event { return event{"container": c.name(), "instance": c.number} }

func (r *scriptedRuntime) exitAfter(one *container, after time.Duration, code int32) {
	time.AfterFunc(after, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.exit(one, code)
	})
}

// r.mu is held.
func (r *scriptedRuntime) exit(one *container, code int32) {
	if one.state != runtimeapi.ContainerState_CONTAINER_RUNNING {
		return
	}
	one.state = runtimeapi.ContainerState_CONTAINER_EXITED
	one.exitCode = code
	one.finished = time.Now()
	fields := one.fields()
	fields["exitCode"] = code
	one.sandbox.play.log("Exited", fields)
	close(one.gone)
}

func (r *scriptedRuntime) StopContainer(_ context.Context, id string, timeout int64) error {
	r.mu.Lock()
	one := r.containers[id]
	if one == nil {
		r.mu.Unlock()
		return nil
	}
	if one.state != runtimeapi.ContainerState_CONTAINER_RUNNING {
		one.sandbox.play.log("StopCallOnDeadContainer", one.fields())
		r.mu.Unlock()
		return nil
	}
	fields := one.fields()
	fields["grace"] = timeout
	one.sandbox.play.log("SignalSent", fields)
	if one.run.OnSigterm != nil {
		if one.run.OnSigterm.ExitsAfter == 0 {
			r.exit(one, one.run.OnSigterm.ExitCode)
		} else {
			r.exitAfter(one, milliseconds(one.run.OnSigterm.ExitsAfter), one.run.OnSigterm.ExitCode)
		}
	}
	r.mu.Unlock()
	select {
	case <-one.gone:
	case <-time.After(time.Duration(timeout) * time.Second):
		r.mu.Lock()
		defer r.mu.Unlock()
		if one.state == runtimeapi.ContainerState_CONTAINER_RUNNING {
			one.sandbox.play.log("Killed", one.fields())
			r.exit(one, killedExitCode)
		}
	}
	return nil
}

func (r *scriptedRuntime) RemoveContainer(_ context.Context, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if one := r.containers[id]; one != nil {
		r.exit(one, killedExitCode)
		one.sandbox.play.log("ContainerRemoved", one.fields())
	}
	delete(r.containers, id)
	return nil
}

func (r *scriptedRuntime) ListContainers(_ context.Context, filter *runtimeapi.ContainerFilter) ([]*runtimeapi.Container, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := []*runtimeapi.Container{}
	for _, one := range r.containers {
		if filter != nil && ((filter.Id != "" && filter.Id != one.id) ||
			(filter.PodSandboxId != "" && filter.PodSandboxId != one.sandbox.id) ||
			(filter.State != nil && filter.State.State != one.state) || !has(one.config.Labels, filter.LabelSelector)) {
			continue
		}
		found = append(found, &runtimeapi.Container{
			Id: one.id, PodSandboxId: one.sandbox.id, Metadata: one.config.Metadata, Image: one.config.Image,
			ImageRef: one.config.Image.Image, State: one.state,
			CreatedAt: one.created.UnixNano(), Labels: one.config.Labels, Annotations: one.config.Annotations,
		})
	}
	return found, nil
}

func (r *scriptedRuntime) ContainerStatus(_ context.Context, id string, _ bool) (*runtimeapi.ContainerStatusResponse, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.containers[id]
	if one == nil {
		return nil, errors.New("no such container")
	}
	reason := ""
	if one.state == runtimeapi.ContainerState_CONTAINER_EXITED {
		reason = "Error"
		if one.exitCode == 0 {
			reason = "Completed"
		}
	}
	status := &runtimeapi.ContainerStatus{
		Id: one.id, Metadata: one.config.Metadata, State: one.state, CreatedAt: one.created.UnixNano(),
		ExitCode: one.exitCode, Image: one.config.Image, ImageRef: one.config.Image.Image,
		Reason: reason, Labels: one.config.Labels, Annotations: one.config.Annotations,
		// The kubelet removes what begins with it: never empty.
		LogPath: filepath.Join(one.sandbox.config.LogDirectory, one.config.LogPath),
	}
	if !one.started.IsZero() {
		status.StartedAt = one.started.UnixNano()
	}
	if !one.finished.IsZero() {
		status.FinishedAt = one.finished.UnixNano()
	}
	return &runtimeapi.ContainerStatusResponse{Status: status}, nil
}

// The commands of probes and hooks say which they are: ["probe", "liveness"], ["postStart"], ["preStop"].
func (r *scriptedRuntime) ExecSync(ctx context.Context, id string, command []string, _ time.Duration) ([]byte, []byte, error) {
	r.mu.Lock()
	one := r.containers[id]
	running := one != nil && one.state == runtimeapi.ContainerState_CONTAINER_RUNNING
	r.mu.Unlock()
	if !running {
		if one != nil && command[0] == "preStop" {
			one.sandbox.play.log("PreStopStarted", one.fields())
			one.sandbox.play.log("PreStopFailed", one.fields())
		}
		return nil, nil, fmt.Errorf("container %s not running", id)
	}
	switch command[0] {
	case "probe":
		return r.execProbe(one, command[1])
	case "postStart":
		return r.execHook(one, "PostStart", one.run.PostStart)
	case "preStop":
		return r.execHook(one, "PreStop", one.run.PreStop)
	}
	return nil, nil, fmt.Errorf("unknown command %v", command)
}

func (r *scriptedRuntime) execProbe(one *container, kind string) ([]byte, []byte, error) {
	ok := one.run.Probes[kind].succeeds(time.Since(one.started))
	fields := one.fields()
	fields["probe"], fields["ok"] = kind, ok
	one.sandbox.play.log("ExecProbe", fields)
	if ok {
		return []byte("ok"), nil, nil
	}
	return []byte("not yet"), nil, utilexec.CodeExitError{Err: errors.New("command terminated with exit code 1"), Code: 1}
}

func (r *scriptedRuntime) execHook(one *container, name string, hook hook) ([]byte, []byte, error) {
	one.sandbox.play.log(name+"Started", one.fields())
	code := hook.ExitCode
	select {
	case <-one.gone:
		code = killedExitCode
	case <-time.After(milliseconds(hook.Takes)):
	}
	if code == 0 {
		one.sandbox.play.log(name+"Succeeded", one.fields())
		return nil, nil, nil
	}
	one.sandbox.play.log(name+"Failed", one.fields())
	return nil, nil, utilexec.CodeExitError{Err: fmt.Errorf("command terminated with exit code %d", code), Code: code}
}

func (r *scriptedRuntime) ContainerStats(context.Context, string) (*runtimeapi.ContainerStats, error) {
	return nil, errors.New("no stats")
}

func (r *scriptedRuntime) ListContainerStats(context.Context, *runtimeapi.ContainerStatsFilter) ([]*runtimeapi.ContainerStats, error) {
	return nil, nil
}

func (r *scriptedRuntime) ListPodSandboxStats(context.Context, *runtimeapi.PodSandboxStatsFilter) ([]*runtimeapi.PodSandboxStats, error) {
	return nil, nil
}

func (r *scriptedRuntime) ReopenContainerLog(context.Context, string) error { return nil }
