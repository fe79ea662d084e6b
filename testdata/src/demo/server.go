package main

import (
	"crypto/subtle"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"

	"example.com/toolshed/internal/receipt"
	"example.com/toolshed/internal/session"
	"example.com/toolshed/internal/vault"
)

// server answers requests. It is safe for concurrent use.
type server struct {
	cfg      *config
	sessions *session.Store
	receipts *receipt.Signer
	notes    *vault.Notes

	mu    sync.Mutex
	users map[string]*session.User
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /register", s.register)
	mux.HandleFunc("POST /login", s.login)
	mux.HandleFunc("POST /reset", s.reset)
	mux.HandleFunc("POST /lend", s.lend)
	mux.HandleFunc("GET /catalogue", s.catalogue)
	mux.HandleFunc("GET /export", s.export)
	mux.HandleFunc("GET /metrics", s.metrics)
	mux.HandleFunc("DELETE /users/{name}", s.deleteUser)
	return logged(mux)
}

// logged gives each request an id by which its lines in the log are found.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requestID := session.RequestID()
		log.Printf("%s %s %s", requestID, r.Method, r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func (s *server) register(w http.ResponseWriter, r *http.Request) {
	user := &session.User{Name: r.FormValue("name")}
	if err := user.SetPassword(r.FormValue("password"), r.FormValue("confirmation")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users[user.Name] != nil {
		http.Error(w, "the name is taken", http.StatusConflict)
		return
	}
	s.users[user.Name] = user
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	user := s.user(r.FormValue("name"))
	if user == nil || !user.CheckPassword(r.FormValue("password")) {
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
		return
	}
	http.SetCookie(w, s.sessions.Cookie(s.sessions.Start(user.Name)))
}

func (s *server) user(name string) *session.User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.users[name]
}

func (s *server) reset(w http.ResponseWriter, r *http.Request) {
	if user := s.user(r.FormValue("name")); user != nil {
		user.StartReset() // the mailer takes it from here
	}
	fmt.Fprintln(w, "if there is such a user, a mail is on its way")
}

func (s *server) lend(w http.ResponseWriter, r *http.Request) {
	lender := s.sessions.Of(r)
	if lender == "" {
		http.Error(w, "log in first", http.StatusUnauthorized)
		return
	}
	note, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 64<<10))
	if err != nil {
		http.Error(w, "the note is too long", http.StatusRequestEntityTooLarge)
		return
	}
	signature, err := s.receipts.Sign(note)
	if err != nil {
		log.Printf("lend: sign receipt: %v", err)
		http.Error(w, "no receipt", http.StatusInternalServerError)
		return
	}
	w.Header().Set("X-Receipt", fmt.Sprintf("%x", signature))
	_, _ = w.Write(s.notes.Seal(note))
}

func (s *server) export(w http.ResponseWriter, r *http.Request) {
	user := s.sessions.Of(r)
	if user == "" {
		http.Error(w, "log in first", http.StatusUnauthorized)
		return
	}
	sealed, err := vault.Export(s.cfg.VaultKey, []byte("all about "+user))
	if err != nil {
		log.Printf("export: %v", err)
		http.Error(w, "no export", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(sealed)
}

func (s *server) catalogue(w http.ResponseWriter, r *http.Request) {
	page := []byte("drill\nladder\nhedge trimmer\n")
	etag := receipt.ETag(page)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", etag)
	_, _ = w.Write(page)
}

func (s *server) metrics(w http.ResponseWriter, r *http.Request) {
	sent := r.Header.Get("X-Metrics-Token")
	if subtle.ConstantTimeCompare([]byte(sent), []byte(s.cfg.MetricsToken)) != 1 {
		http.Error(w, "not for you", http.StatusForbidden)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintf(w, "toolshed_users %d\n", len(s.users))
}

func (s *server) deleteUser(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Admin-Token") != s.cfg.AdminToken {
		http.Error(w, "not for you", http.StatusForbidden)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.users, r.PathValue("name"))
}
