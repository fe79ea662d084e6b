// Package config holds what is configured.
package config

import "os"

// Secret is for everything.
var Secret = []byte(os.Getenv("APP_SECRET"))
