module github.com/cryptolint/cryptolint/integration/nogo

go 1.26.0

tool github.com/bazelbuild/rules_go/go/tools/builders

require github.com/cryptolint/cryptolint v0.0.0

require (
	github.com/aymanbagabas/go-udiff v0.4.1 // indirect
	github.com/bazelbuild/rules_go v0.65.0 // indirect
	github.com/bmatcuk/doublestar/v4 v4.10.4 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
)

replace github.com/cryptolint/cryptolint => ../..
