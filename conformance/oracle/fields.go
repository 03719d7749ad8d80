package main

import (
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// fieldsByType lists the JSON fields of every type that the workload kinds reach: type → field → code, in the codes of
// Outrider's field table, types by name.
func fieldsByType() map[string]map[string]string {
	types := map[string]map[string]string{}
	for _, kind := range []any{
		v1.Pod{}, v1.PodTemplate{}, v1.ReplicationController{},
		appsv1.DaemonSet{}, appsv1.Deployment{}, appsv1.ReplicaSet{}, appsv1.StatefulSet{},
		batchv1.CronJob{}, batchv1.Job{},
	} {
		collect(reflect.TypeOf(kind), types)
	}
	return types
}

func collect(kind reflect.Type, types map[string]map[string]string) {
	if _, seen := types[kind.Name()]; seen {
		return
	}
	fields := map[string]string{}
	types[kind.Name()] = fields
	addFields(kind, fields, types)
}

func addFields(kind reflect.Type, fields map[string]string, types map[string]map[string]string) {
	for i := 0; i < kind.NumField(); i++ { // the oldest minors are Go 1.20
		field := kind.Field(i)
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && (name == "" || strings.Contains(rest, "inline")) {
			addFields(field.Type, fields, types)
		} else if name != "" && name != "-" {
			fields[name] = code(field.Type, types)
		}
	}
}

var scalars = map[reflect.Type]string{
	reflect.TypeOf(resource.Quantity{}):  "q",
	reflect.TypeOf(metav1.Time{}):        "t",
	reflect.TypeOf(metav1.MicroTime{}):   "t",
	reflect.TypeOf(intstr.IntOrString{}): "I",
	reflect.TypeOf(metav1.FieldsV1{}):    "o",
}

func code(kind reflect.Type, types map[string]map[string]string) string {
	if scalar, ok := scalars[kind]; ok {
		return scalar
	}
	switch kind.Kind() {
	case reflect.Pointer:
		return code(kind.Elem(), types)
	case reflect.String:
		return "s"
	case reflect.Bool:
		return "b"
	case reflect.Int32:
		return "i"
	case reflect.Int64:
		return "l"
	case reflect.Slice:
		return "[" + code(kind.Elem(), types)
	case reflect.Map:
		return "{" + code(kind.Elem(), types)
	case reflect.Struct:
		collect(kind, types)
		return "T" + kind.Name()
	default:
		panic(kind.String())
	}
}
