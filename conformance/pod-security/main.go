// Asks k8s.io/pod-security-admission what a policy forbids in a Pod.
//
// JSON lines in: {"pod": …, "level": "restricted", "version": "v1.29"}; JSON lines out: [{"reason": …, "detail": …}].
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"log"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
)

type question struct {
	Pod     corev1.Pod `json:"pod"`
	Level   string     `json:"level"`
	Version string     `json:"version"`
}

type offence struct {
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

func main() {
	relax := flag.Bool("relax", false, "as with feature gate UserNamespacesPodSecurityStandards")
	flag.Parse()
	evaluator, err := newEvaluator(*relax)
	if err != nil {
		log.Fatal(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	answers.SetEscapeHTML(false)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		level, _ := api.ParseLevel(asked.Level)
		version, _ := api.ParseVersion(asked.Version)
		found := []offence{}
		policy := api.LevelVersion{Level: level, Version: version}
		for _, result := range evaluator.EvaluatePod(policy, &asked.Pod.ObjectMeta, &asked.Pod.Spec) {
			if !result.Allowed {
				found = append(found, offence{result.ForbiddenReason, result.ForbiddenDetail})
			}
		}
		if err := answers.Encode(found); err != nil {
			log.Fatal(err)
		}
	}
}
