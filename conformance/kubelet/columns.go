package main

import (
	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/printers"
	"k8s.io/kubernetes/pkg/printers/internalversion"
)

var tables = func() *printers.HumanReadableGenerator {
	generator := printers.NewTableGenerator()
	internalversion.AddHandlers(generator)
	return generator
}()

// kubectl's READY, STATUS and RESTARTS, as this minor's API server prints them.
func columns(pod *v1.Pod) (ready, status, restarts string) {
	internal := &core.Pod{}
	if err := legacyscheme.Scheme.Convert(pod, internal, nil); err != nil {
		panic(err)
	}
	table, err := tables.GenerateTable(internal, printers.GenerateOptions{})
	if err != nil {
		panic(err)
	}
	cells := map[string]any{}
	for index, column := range table.ColumnDefinitions {
		cells[column.Name] = table.Rows[0].Cells[index]
	}
	return text(cells["Ready"]), text(cells["Status"]), text(cells["Restarts"])
}

func text(cell any) string {
	if shown, ok := cell.(string); ok {
		return shown
	}
	return ""
}
