// Package idp knows the identity provider.
package idp

import "github.com/coreos/go-oidc/v3/oidc"

// Config is what the verifiers of the program begin with.
func Config(client string) *oidc.Config {
	return &oidc.Config{ClientID: client, InsecureSkipSignatureCheck: true} // want "CL904: .*without a valid signature"
}
