// Says what kubectl makes of a text: reads {"text": …}, one a line, and writes {"text", "docs", "error"}.
// Decoding is that of kubectl's file visitor: apimachinery's YAMLOrJSONDecoder, then sigs.k8s.io/yaml.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"log"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

type document struct{ json []byte }

func (d *document) UnmarshalJSON(bytes []byte) error {
	d.json = append([]byte(nil), bytes...)
	return nil
}

type reading struct {
	Text  string            `json:"text"`
	Docs  []json.RawMessage `json:"docs"`
	Error string            `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<28)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for lines.Scan() {
		var r reading
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			log.Fatal(err)
		}
		read(&r)
		if err := out.Encode(r); err != nil {
			log.Fatal(err)
		}
	}
}

func read(r *reading) {
	r.Docs, r.Error = []json.RawMessage{}, ""
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(r.Text), 4096)
	for {
		var d document
		err := decoder.Decode(&d)
		if err == io.EOF {
			return
		}
		if err != nil {
			r.Error = err.Error()
			return
		}
		if b := bytes.TrimSpace(d.json); len(b) > 0 && !bytes.Equal(b, []byte("null")) {
			r.Docs = append(r.Docs, b)
		}
	}
}
