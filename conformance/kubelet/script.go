package main

import "time"

// What the containers of a Pod do: the `runs` of an Outrider scenario with every default filled in, in milliseconds.
// A time that is absent never comes.
type script struct {
	Containers map[string][]run `json:"containers"`
	DeleteAt   *int64           `json:"deleteAt"`
	Grace      *int64           `json:"gracePeriodSeconds"`
	LostAt     *int64           `json:"sandboxLostAt"`
}

type run struct {
	PullFails bool             `json:"pullFails"`
	Pull      int64            `json:"pull"`
	For       *int64           `json:"for"`
	ExitCode  int32            `json:"exitCode"`
	PostStart hook             `json:"postStart"`
	PreStop   hook             `json:"preStop"`
	Probes    map[string]probe `json:"probes"`
	// Absent: SIGTERM is ignored.
	OnSigterm *sigterm `json:"onSigterm"`
}

type hook struct {
	Takes    int64 `json:"takes"`
	ExitCode int   `json:"exitCode"`
}

type probe struct {
	SucceedsAfter *int64  `json:"succeedsAfter"`
	Fails         []fails `json:"fails"`
}

type fails struct {
	From int64  `json:"from"`
	To   *int64 `json:"to"`
}

type sigterm struct {
	ExitsAfter int64 `json:"exitsAfter"`
	ExitCode   int32 `json:"exitCode"`
}

func (p probe) succeeds(since time.Duration) bool {
	ms := since.Milliseconds()
	if p.SucceedsAfter == nil || ms < *p.SucceedsAfter {
		return false
	}
	for _, one := range p.Fails {
		if one.From <= ms && (one.To == nil || ms < *one.To) {
			return false
		}
	}
	return true
}

func milliseconds(ms int64) time.Duration { return time.Duration(ms) * time.Millisecond }

// The last run repeats.
func (s script) run(container string, start int) run {
	runs := s.Containers[container]
	if start >= len(runs) {
		start = len(runs) - 1
	}
	return runs[start]
}
