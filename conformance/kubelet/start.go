package main

import "context"

// Runs a hollow kubelet, which takes a context since 1.34.
func start(kubelet any) {
	switch one := kubelet.(type) {
	case interface{ Run(context.Context) }:
		one.Run(context.Background())
	case interface{ Run() }:
		one.Run()
	}
}
