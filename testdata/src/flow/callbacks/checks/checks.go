// Package checks looks at certificates for other packages.
package checks

import "errors"

// Some fails if there is no certificate.
func Some(certificates [][]byte) error {
	if len(certificates) == 0 {
		return errors.New("no certificate")
	}
	return nil
}
