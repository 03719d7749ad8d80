package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/podtemplate"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
)

// verdict is what a create request is answered with. Strict errors do not hide the rest: the object goes on as it
// would under fieldValidation=Warn.
type verdict struct {
	Strict      []string `json:"strict,omitempty"`
	DecodeError string   `json:"decodeError,omitempty"`
	Errors      []cause  `json:"errors,omitempty"`
	Warnings    []string `json:"warnings,omitempty"`
	// Stored is the object after defaulting and the drop of disabled fields, in the version it came in.
	Stored json.RawMessage `json:"stored,omitempty"`
}

// cause is one of the status details' causes. Message holds the type's text, the value and the detail.
type cause struct {
	Type    string `json:"type"`
	Field   string `json:"field"`
	Message string `json:"message"`
	Detail  string `json:"detail"`
}

var strategies = map[string]rest.RESTCreateStrategy{
	"v1/Pod":                   pod.Strategy,
	"v1/PodTemplate":           podtemplate.Strategy,
	"v1/ReplicationController": replicationcontroller.Strategy,
	"apps/v1/DaemonSet":        daemonset.Strategy,
	"apps/v1/Deployment":       deployment.Strategy,
	"apps/v1/ReplicaSet":       replicaset.Strategy,
	"apps/v1/StatefulSet":      statefulset.Strategy,
	"batch/v1/CronJob":         cronjob.Strategy,
	"batch/v1/Job":             job.Strategy,
}

// create walks the path of a POST: decode, default and convert; then what the generic store does before it writes.
func create(text []byte) (verdict, runtime.Object) {
	var said verdict
	var typeMeta struct{ APIVersion, Kind string }
	_ = json.Unmarshal(text, &typeMeta)
	strategy, known := strategies[typeMeta.APIVersion+"/"+typeMeta.Kind]
	if !known {
		said.DecodeError = fmt.Sprintf("no verdict for %s %s", typeMeta.APIVersion, typeMeta.Kind)
		return said, nil
	}
	object, err := decode(text)
	if err != nil {
		if strict, ok := runtime.AsStrictDecodingError(err); ok && object != nil {
			for _, one := range strict.Errors() {
				said.Strict = append(said.Strict, one.Error())
			}
		} else {
			said.DecodeError = err.Error()
			return said, nil
		}
	}
	version, err := schema.ParseGroupVersion(typeMeta.APIVersion)
	if err != nil {
		panic(err)
	}
	said.Errors, said.Warnings = before(strategy, version, object)
	external := toExternal(object, version)
	said.Stored, _ = json.Marshal(external)
	return said, external
}

// decode reads as the create handler does: the strict JSON serializer, defaulting, conversion to the internal version.
func decode(text []byte) (runtime.Object, error) {
	info, ok := runtime.SerializerInfoForMediaType(legacyscheme.Codecs.SupportedMediaTypes(), runtime.ContentTypeJSON)
	if !ok {
		panic("no JSON serializer")
	}
	object, _, err := legacyscheme.Codecs.DecoderToVersion(info.StrictSerializer, runtime.InternalGroupVersioner).Decode(text, nil, nil)
	return object, err
}

// before is the part of the generic registry's Create that comes before storage.
func before(strategy rest.RESTCreateStrategy, version schema.GroupVersion, object runtime.Object) ([]cause, []string) {
	recorder := &recorder{}
	ctx := genericapirequest.WithNamespace(warning.WithWarningRecorder(context.Background(), recorder), "default")
	ctx = withRequestInfo(ctx, version)
	metadata, err := meta.Accessor(object)
	if err != nil {
		panic(err)
	}
	rest.FillObjectMetaSystemFields(metadata)
	metadata.SetUID(types.UID("11111111-2222-3333-4444-555555555555"))
	if metadata.GetName() == "" && metadata.GetGenerateName() != "" {
		metadata.SetName(metadata.GetGenerateName() + "xxxxx")
	}
	if metadata.GetNamespace() != "" && strategy.NamespaceScoped() {
		ctx = genericapirequest.WithNamespace(ctx, metadata.GetNamespace())
	}
	if err := rest.BeforeCreate(strategy, ctx, object); err != nil {
		return causes(ctx, strategy, object, err), recorder.texts
	}
	return nil, recorder.texts
}

// causes takes the errors from a second validation of the prepared object: the status keeps no detail of its own.
func causes(ctx context.Context, strategy rest.RESTCreateStrategy, object runtime.Object, refusal error) []cause {
	if !apierrors.IsInvalid(refusal) {
		return []cause{{Type: "Other", Message: refusal.Error()}}
	}
	var all []cause
	for _, one := range validate(ctx, strategy, object) {
		all = append(all, cause{Type: string(one.Type), Field: one.Field, Message: one.ErrorBody(), Detail: one.Detail})
	}
	if status := refusal.(apierrors.APIStatus).Status(); len(status.Details.Causes) != len(all) {
		panic(fmt.Sprintf("second validation differs: %v, %v", status.Details.Causes, all))
	}
	return all
}

// withRequestInfo tells declarative validation which version was asked for.
func withRequestInfo(ctx context.Context, version schema.GroupVersion) context.Context {
	return genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true, Verb: "create", APIGroup: version.Group, APIVersion: version.Version,
	})
}

func toExternal(object runtime.Object, version schema.GroupVersion) runtime.Object {
	external, err := legacyscheme.Scheme.ConvertToVersion(object, version)
	if err != nil {
		panic(err)
	}
	return external
}

type recorder struct{ texts []string }

func (r *recorder) AddWarning(_, text string) { r.texts = append(r.texts, strings.Clone(text)) }
