// Package conf is the configuration of a company's services.
package conf

import (
	"os"
	"reflect"
	"strings"
)

// Settings are what the deployment sets.
type Settings struct {
	Peer     string
	Approval string
}

// Token is a secret that the deployment generates.
type Token string

// Installation is set when a service is installed.
var Installation string

// Load reads the configuration of a service into settings.
func Load(service string, settings any) {
	into := reflect.ValueOf(settings).Elem()
	for i := range into.NumField() {
		name := service + "_" + into.Type().Field(i).Name
		into.Field(i).SetString(os.Getenv(strings.ToUpper(name)))
	}
}
