module github.com/cryptolint/cryptolint/integration/nogo

go 1.26.0

tool github.com/bazelbuild/rules_go/go/tools/builders

require github.com/cryptolint/cryptolint v0.0.0

require (
	github.com/aymanbagabas/go-udiff v0.4.1 // indirect
	github.com/bazelbuild/rules_go v0.65.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
)

replace github.com/cryptolint/cryptolint => ../..
