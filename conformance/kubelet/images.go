package main

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	internalapi "k8s.io/cri-api/pkg/apis"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
)

// Images are named <pod>/<container>, so that each is pulled as its container's script says.
type scriptedImages struct {
	internalapi.ImageManagerService
	plays *plays

	mu      sync.Mutex
	present map[string]bool
}

func (s *scriptedImages) image(name string) *runtimeapi.Image {
	return &runtimeapi.Image{Id: name, RepoTags: []string{name}, Spec: &runtimeapi.ImageSpec{Image: name}}
}

func (s *scriptedImages) ListImages(context.Context, *runtimeapi.ImageFilter) ([]*runtimeapi.Image, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := []*runtimeapi.Image{}
	for name := range s.present {
		found = append(found, s.image(name))
	}
	return found, nil
}

func podOf(image string) string {
	pod, _, _ := strings.Cut(image, "/")
	return pod
}

func (s *scriptedImages) ImageStatus(_ context.Context, spec *runtimeapi.ImageSpec, _ bool) (*runtimeapi.ImageStatusResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.plays.byName(podOf(spec.Image)) == nil {
		// That of the sandbox, which 1.28 looks for itself.
		return &runtimeapi.ImageStatusResponse{Image: s.image(spec.Image)}, nil
	}
	run, _ := s.plays.ofImage(spec.Image)
	if !s.present[spec.Image] && (run.PullFails || run.Pull > 0) {
		return &runtimeapi.ImageStatusResponse{}, nil
	}
	return &runtimeapi.ImageStatusResponse{Image: s.image(spec.Image)}, nil
}

func (s *scriptedImages) PullImage(_ context.Context, spec *runtimeapi.ImageSpec, _ *runtimeapi.AuthConfig, _ *runtimeapi.PodSandboxConfig) (string, error) {
	run, play := s.plays.ofImage(spec.Image)
	play.log("PullAttempt", event{"image": spec.Image})
	if run.PullFails {
		return "", errors.New("image not found")
	}
	time.Sleep(milliseconds(run.Pull))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.present[spec.Image] = true
	return spec.Image, nil
}

func (s *scriptedImages) RemoveImage(context.Context, *runtimeapi.ImageSpec) error { return nil }
