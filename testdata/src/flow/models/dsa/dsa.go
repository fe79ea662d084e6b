// Package dsa belongs to the program: the name says "document signing authority".
package dsa

// Sign asks the authority for a signature. A model says that it takes a digest.
func Sign(document string, digest []byte) ([]byte, error) {
	return append([]byte(document), digest...), nil
}
