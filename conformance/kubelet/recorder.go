package main

import (
	"fmt"
	"strings"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// Writes the kubelet's Event objects into the timelines of their Pods.
type recorder struct{ plays *plays }

func (r recorder) Event(object runtime.Object, kind, reason, message string) {
	name, field := "", ""
	switch about := object.(type) {
	case *v1.Pod:
		name = about.Name
	case *v1.ObjectReference:
		name, field = about.Name, about.FieldPath
	default:
		return
	}
	play := r.plays.byName(name)
	if play == nil {
		return
	}
	fields := event{"type": kind, "reason": reason, "message": message}
	if _, rest, ok := strings.Cut(field, "{"); ok {
		fields["container"] = strings.TrimSuffix(rest, "}")
	}
	play.log("KubeEvent", fields)
}

func (r recorder) Eventf(object runtime.Object, kind, reason, format string, args ...any) {
	r.Event(object, kind, reason, fmt.Sprintf(format, args...))
}

func (r recorder) AnnotatedEventf(object runtime.Object, _ map[string]string, kind, reason, format string, args ...any) {
	r.Event(object, kind, reason, fmt.Sprintf(format, args...))
}
