//go:build !k137

package main

import (
	"context"

	"k8s.io/apimachinery/pkg/api/meta"
	genericvalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/api/validation/path"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/rest"
)

// validate is what rest.BeforeCreate does at these minors: the metadata only where the strategy has no complaint.
func validate(ctx context.Context, strategy rest.RESTCreateStrategy, object runtime.Object) field.ErrorList {
	if errs := strategy.Validate(ctx, object); len(errs) > 0 {
		return errs
	}
	metadata, err := meta.Accessor(object)
	if err != nil {
		panic(err)
	}
	isScoped := strategy.NamespaceScoped()
	return genericvalidation.ValidateObjectMetaAccessor(metadata, isScoped, path.ValidatePathSegmentName, field.NewPath("metadata"))
}
