// Command toolshed is a web service by which neighbours lend each other tools.
//
// It works, and it is broken on purpose: README.md lists its mistakes. What is
// not listed there is right.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"
	"time"

	"example.com/toolshed/internal/receipt"
	"example.com/toolshed/internal/session"
	"example.com/toolshed/internal/vault"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	cfg, err := loadConfig()
	if err != nil {
		return err
	}
	signer, err := receipt.NewSigner()
	if err != nil {
		return err
	}
	notes, err := vault.NewNotes(cfg.VaultKey)
	if err != nil {
		return err
	}
	s := &server{
		cfg:      cfg,
		sessions: session.NewStore(cfg.CookieKey),
		users:    make(map[string]*session.User),
		receipts: signer,
		notes:    notes,
	}
	web := &http.Server{
		Addr:              cfg.Listen,
		Handler:           s.routes(),
		ReadHeaderTimeout: 5 * time.Second,
	}
	return web.ListenAndServe()
}

// config comes from the environment.
type config struct {
	Listen       string
	AdminToken   string
	MetricsToken string
	CookieKey    []byte
	VaultKey     []byte
}

func loadConfig() (*config, error) {
	cfg := &config{
		Listen:       "localhost:8080",
		AdminToken:   os.Getenv("TOOLSHED_ADMIN_TOKEN"),
		MetricsToken: os.Getenv("TOOLSHED_METRICS_TOKEN"),
		CookieKey:    []byte(os.Getenv("TOOLSHED_COOKIE_KEY")),
		VaultKey:     []byte(os.Getenv("TOOLSHED_VAULT_KEY")),
	}
	if cfg.AdminToken == "" || cfg.MetricsToken == "" || len(cfg.CookieKey) < 32 || len(cfg.VaultKey) != 32 {
		return nil, errors.New("toolshed: set TOOLSHED_ADMIN_TOKEN, TOOLSHED_METRICS_TOKEN, TOOLSHED_COOKIE_KEY and TOOLSHED_VAULT_KEY (32 bytes)")
	}
	return cfg, nil
}
