//go:build k137

package main

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/rest"
)

func validate(ctx context.Context, strategy rest.RESTCreateStrategy, object runtime.Object) field.ErrorList {
	return rest.ValidateCreate(ctx, object, strategy)
}
