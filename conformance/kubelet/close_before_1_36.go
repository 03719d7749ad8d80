//go:build !k136

package main

func (s *scriptedImages) Close() error { return nil }

func (r *scriptedRuntime) Close() error { return nil }
