// Package credentials logs in to other services.
package credentials

import (
	"database/sql"
	"net/http"
	"net/url"
	"os"
)

const dbPassword = "hunter27" // want `CL605: the password "dbPassword" is a constant, judging by its name; why: an attacker who has the program or its source has the password; fix: replace it`

var webhookSecret = []byte("whk9Lq0ZtX4") // want `CL605: the secret "webhookSecret" is a constant`

type service struct {
	Endpoint string
	User     string
	Password string
	APIKey   string
}

func badField() service {
	return service{
		Endpoint: "https://billing.internal:8443/v2",
		User:     "billing2",
		Password: "b1lling-Pa55", // want `CL605: the password "Password" is a constant`
	}
}

func badDefault(s *service) {
	if s.APIKey == "" {
		s.APIKey = "q8fK2mVx03Ls9d" // want `CL605: the API key "APIKey" is a constant`
	}
}

func badArgument(u *url.URL) {
	u.User = url.UserPassword("backup1", "n1ghtly!") // want `CL605: the password "password" is a constant`
}

func badBackDoor(w http.ResponseWriter, r *http.Request) {
	adminPassword := r.FormValue("password")
	if adminPassword == "op3nSesame" { // want `CL605: the password "adminPassword" is a constant`
		w.WriteHeader(http.StatusNoContent)
	}
}

func use() (*sql.DB, error) {
	return sql.Open("postgres", os.Getenv("DSN")+" password="+dbPassword+string(webhookSecret))
}
