//go:build k129 && !k135

package main

import "k8s.io/pod-security-admission/policy"

func newEvaluator(relax bool) (policy.Evaluator, error) {
	policy.RelaxPolicyForUserNamespacePods(relax)
	return policy.NewEvaluator(policy.DefaultChecks())
}
