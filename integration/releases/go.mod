module github.com/cryptolint/cryptolint/integration/releases

go 1.26.0
