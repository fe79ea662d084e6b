package output_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
)

func TestRepositoryAddress(t *testing.T) {
	for remote, want := range map[string]string{
		"https://example.com/shop/pay.git":                 "https://example.com/shop/pay.git",
		"https://ci:secret-token@example.com/shop/pay.git": "https://example.com/shop/pay.git",
		"https://example.com/shop/pay.git?token=secret#x":  "https://example.com/shop/pay.git",
		"git@example.com:shop/pay.git":                     "ssh://example.com/shop/pay.git",
		"ssh://git@example.com:2222/shop/pay.git":          "ssh://example.com:2222/shop/pay.git",
		"/srv/git/pay.git":                                 "",
		"../pay":                                           "",
		`C:\git\pay`:                                       "",
		"file:///srv/git/pay.git":                          "",
		"ext::sh -c evil":                                  "",
		"javascript://example.com/%0aalert(1)":             "",
		"":                                                 "",
	} {
		if got := output.RepositoryAddress(remote); got != want {
			t.Errorf("RepositoryAddress(%q) = %q, want %q", remote, got, want)
		}
	}
}
