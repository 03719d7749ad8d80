module outrider.dev/conformance

go 1.26
