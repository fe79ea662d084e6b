// Package verdicts says whether secrets are fine.
package verdicts

import "errors"

// Strong returns an error for a short secret.
func Strong(secret string) error {
	if len(secret) < 16 {
		return errors.New("too short")
	}
	return nil
}
