// Oracle answers for one Kubernetes minor, with Kubernetes' own code: what the API server says of an object that is
// created, and what the Pod that is stored (or made from the stored template) reserves.
//
// It reads JSON lines { "id", "object" } on standard input and writes one JSON line for each, in order.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/kubernetes/pkg/capabilities"
)

type question struct {
	ID     json.RawMessage `json:"id"`
	Object json.RawMessage `json:"object"`
}

type answer struct {
	ID json.RawMessage `json:"id"`
	verdict
	Resources *podResources `json:"resources,omitempty"`
}

func main() {
	gates := flag.String("feature-gates", "", "as kube-apiserver takes them: Name=true,Other=false")
	nodeMemory := flag.Int64("node-memory", 16<<30, "bytes of the node, for OOM scores")
	allowPrivileged := flag.Bool("allow-privileged", true, "as kube-apiserver takes it; clusters that run a CNI have it")
	listsFields := flag.Bool("fields", false, "print the fields of the workload kinds' types and end")
	listsGates := flag.Bool("gates", false, "print the feature gates and end")
	flag.Parse()
	if *gates != "" {
		if err := utilfeature.DefaultMutableFeatureGate.Set(*gates); err != nil {
			log.Fatal(err)
		}
	}
	capabilities.Setup(*allowPrivileged, 0)

	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	switch {
	case *listsFields:
		write(encoder, fieldsByType())
	case *listsGates:
		write(encoder, utilfeature.DefaultMutableFeatureGate.GetAll())
	default:
		answerAll(encoder, *nodeMemory)
	}
}

func write(encoder *json.Encoder, value any) {
	if err := encoder.Encode(value); err != nil {
		log.Fatal(err)
	}
}

func answerAll(encoder *json.Encoder, nodeMemory int64) {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 64<<20)
	for in.Scan() {
		var asked question
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		write(encoder, ask(asked, nodeMemory))
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
}

// ask answers as the server does, whose handler survives a panic of the validation: a CronJob with completion mode
// Indexed, a success policy and no completions makes one.
func ask(asked question, nodeMemory int64) (said answer) {
	defer func() {
		if fault := recover(); fault != nil {
			said = answer{ID: asked.ID, verdict: verdict{Errors: []cause{{Type: "Panic", Message: fmt.Sprint(fault)}}}}
		}
	}()
	verdict, stored := create(asked.Object)
	return answer{ID: asked.ID, verdict: verdict, Resources: resourcesOf(stored, nodeMemory)}
}
