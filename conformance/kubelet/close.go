//go:build k136

package main

import "context"

func (s *scriptedImages) Close(context.Context) error { return nil }

func (r *scriptedRuntime) Close(context.Context) error { return nil }
