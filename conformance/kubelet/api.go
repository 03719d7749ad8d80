package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
)

// The API server of one node and its Pods, as far as a kubelet asks for it.
type api struct {
	plays *plays

	mu       sync.Mutex
	version  int
	node     *v1.Node
	pods     map[string]*v1.Pod
	watchers map[chan change]bool
	// Of the node.
	observers map[chan change]bool
}

type change struct {
	Type   string          `json:"type"`
	Object json.RawMessage `json:"object"`
}

func newAPI(plays *plays) *api {
	node := &v1.Node{
		TypeMeta:   metav1.TypeMeta{Kind: "Node", APIVersion: "v1"},
		ObjectMeta: metav1.ObjectMeta{Name: nodeName, ResourceVersion: "1", Labels: map[string]string{}, Annotations: map[string]string{}},
	}
	return &api{node: node, plays: plays, pods: map[string]*v1.Pod{}, watchers: map[chan change]bool{}, observers: map[chan change]bool{}}
}

func (a *api) bump() string {
	a.version++
	return strconv.Itoa(a.version)
}

func (a *api) create(pod *v1.Pod) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pods[pod.Name] = pod
	a.tell("ADDED", pod)
}

// a.mu is held.
func (a *api) tell(kind string, pod *v1.Pod) {
	pod.ResourceVersion = a.bump()
	one := change{Type: kind, Object: asJSON(pod)}
	for watcher := range a.watchers {
		watcher <- one
	}
	if kind != "DELETED" {
		a.plays.byName(pod.Name).status(pod)
	}
}

func asJSON(value any) json.RawMessage {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

// What `kubectl delete` does; a grace of zero removes the object at once.
func (a *api) remove(name string, grace *int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	pod := a.pods[name]
	if pod == nil {
		return
	}
	seconds := *pod.Spec.TerminationGracePeriodSeconds
	if grace != nil {
		seconds = *grace
	}
	play := a.plays.byName(name)
	if seconds == 0 {
		play.log("ForceDeleted", nil)
		delete(a.pods, name)
		a.tell("DELETED", pod)
		return
	}
	play.log("DeleteRequested", event{"grace": seconds})
	if pod.Status.Phase == v1.PodSucceeded || pod.Status.Phase == v1.PodFailed {
		seconds = 0
	}
	at := metav1.NewTime(time.Now().Add(time.Duration(seconds) * time.Second))
	pod.DeletionTimestamp = &at
	pod.DeletionGracePeriodSeconds = &seconds
	a.tell("MODIFIED", pod)
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/api/v1/nodes"):
		a.serveNode(w, r)
	case path == "/api/v1/pods":
		a.servePods(w, r)
	case strings.HasPrefix(path, "/api/v1/namespaces/default/pods/"):
		a.servePod(w, r, strings.Split(strings.TrimPrefix(path, "/api/v1/namespaces/default/pods/"), "/"))
	case r.URL.Query().Get("watch") != "":
		a.holdWatch(w, r)
	case r.Method == http.MethodGet && emptyKinds[lastOf(path)] != "":
		reply(w, map[string]any{"kind": "List", "apiVersion": "v1", "metadata": map[string]any{"resourceVersion": "1"}, "items": []any{}})
	case r.Method == http.MethodPost:
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write(body)
	default:
		notFound(w)
	}
}

func lastOf(path string) string { return path[strings.LastIndex(path, "/")+1:] }

func reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(asJSON(value))
}

func notFound(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(asJSON(metav1.Status{
		TypeMeta: metav1.TypeMeta{Kind: "Status", APIVersion: "v1"}, Status: "Failure", Reason: metav1.StatusReasonNotFound, Code: 404,
	}))
}

func (a *api) serveNode(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("watch") != "" {
		a.watchNode(w, r)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	switch r.Method {
	case http.MethodPost:
		_ = json.NewDecoder(r.Body).Decode(a.node)
		a.tellNode()
	case http.MethodPatch:
		patch, _ := io.ReadAll(r.Body)
		merged, err := strategicpatch.StrategicMergePatch(asJSON(a.node), patch, v1.Node{})
		if err != nil {
			panic(err)
		}
		a.node = &v1.Node{}
		_ = json.Unmarshal(merged, a.node)
		a.tellNode()
	}
	if strings.HasSuffix(r.URL.Path, "/nodes") && r.Method == http.MethodGet {
		reply(w, v1.NodeList{
			TypeMeta: metav1.TypeMeta{Kind: "NodeList", APIVersion: "v1"}, ListMeta: metav1.ListMeta{ResourceVersion: "1"},
			Items: []v1.Node{*a.node},
		})
		return
	}
	reply(w, a.node)
}

// a.mu is held.
func (a *api) tellNode() {
	a.node.TypeMeta = metav1.TypeMeta{Kind: "Node", APIVersion: "v1"}
	a.node.ResourceVersion = a.bump()
	for observer := range a.observers {
		observer <- change{Type: "MODIFIED", Object: asJSON(a.node)}
	}
}

func (a *api) watchNode(w http.ResponseWriter, r *http.Request) {
	changes := make(chan change, 1_000)
	a.mu.Lock()
	if r.URL.Query().Get("sendInitialEvents") == "true" {
		changes <- change{Type: "ADDED", Object: asJSON(a.node)}
		changes <- bookmark("Node", "v1")
	}
	a.observers[changes] = true
	a.mu.Unlock()
	follow(w, r, changes)
	a.mu.Lock()
	delete(a.observers, changes)
	a.mu.Unlock()
}

func follow(w http.ResponseWriter, r *http.Request, changes <-chan change) {
	stream := newStream(w)
	for {
		select {
		case <-r.Context().Done():
			return
		case one := <-changes:
			stream.send(one)
		}
	}
}

// Kinds that the kubelet watches and that this cluster has none of.
var emptyKinds = map[string]string{
	"services": "Service", "runtimeclasses": "RuntimeClass", "csidrivers": "CSIDriver", "csinodes": "CSINode",
	"configmaps": "ConfigMap", "secrets": "Secret",
}

func (a *api) holdWatch(w http.ResponseWriter, r *http.Request) {
	stream := newStream(w)
	if r.URL.Query().Get("sendInitialEvents") == "true" {
		path := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
		version := strings.Join(path[1:len(path)-1], "/")
		stream.send(bookmark(emptyKinds[lastOf(r.URL.Path)], version))
	}
	<-r.Context().Done()
}

func (a *api) servePods(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("watch") == "" {
		a.mu.Lock()
		defer a.mu.Unlock()
		list := v1.PodList{TypeMeta: metav1.TypeMeta{Kind: "PodList", APIVersion: "v1"}, ListMeta: metav1.ListMeta{ResourceVersion: strconv.Itoa(a.version + 1)}, Items: []v1.Pod{}}
		for _, pod := range a.pods {
			list.Items = append(list.Items, *pod)
		}
		reply(w, list)
		return
	}
	changes := make(chan change, 100_000)
	a.mu.Lock()
	if r.URL.Query().Get("sendInitialEvents") == "true" {
		for _, pod := range a.pods {
			changes <- change{Type: "ADDED", Object: asJSON(pod)}
		}
		changes <- bookmark("Pod", "v1")
	}
	a.watchers[changes] = true
	a.mu.Unlock()
	follow(w, r, changes)
	a.mu.Lock()
	delete(a.watchers, changes)
	a.mu.Unlock()
}

func (a *api) servePod(w http.ResponseWriter, r *http.Request, path []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	pod := a.pods[path[0]]
	if pod == nil {
		notFound(w)
		return
	}
	switch r.Method {
	case http.MethodPatch:
		patch, _ := io.ReadAll(r.Body)
		merged, err := strategicpatch.StrategicMergePatch(asJSON(pod), patch, v1.Pod{})
		if err != nil {
			panic(fmt.Sprintf("%v: %s", err, patch))
		}
		changed := &v1.Pod{}
		if err := json.Unmarshal(merged, changed); err != nil {
			panic(err)
		}
		a.pods[pod.Name] = changed
		a.tell("MODIFIED", changed)
		reply(w, changed)
	case http.MethodDelete:
		options := &metav1.DeleteOptions{}
		_ = json.NewDecoder(r.Body).Decode(options)
		if options.GracePeriodSeconds != nil && *options.GracePeriodSeconds == 0 {
			delete(a.pods, pod.Name)
			a.plays.byName(pod.Name).log("ApiObjectDeleted", nil)
			a.tell("DELETED", pod)
		}
		reply(w, pod)
	default:
		reply(w, pod)
	}
}

type stream struct {
	w       http.ResponseWriter
	encoder *json.Encoder
}

func newStream(w http.ResponseWriter) stream {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	w.(http.Flusher).Flush()
	return stream{w: w, encoder: json.NewEncoder(w)}
}

func (s stream) send(one change) {
	_ = s.encoder.Encode(one)
	s.w.(http.Flusher).Flush()
}

func bookmark(kind, version string) change {
	return change{Type: "BOOKMARK", Object: asJSON(map[string]any{
		"kind": kind, "apiVersion": version,
		"metadata": map[string]any{"resourceVersion": "1", "annotations": map[string]string{"k8s.io/initial-events-end": "true"}},
	})}
}
