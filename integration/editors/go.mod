module github.com/cryptolint/cryptolint/integration/editors

go 1.26.0
