package receipt

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
)

// digest is the fingerprint of a document.
func digest(document []byte) []byte {
	h := sha1.New()
	h.Write([]byte("toolshed\n"))
	h.Write(document)
	return h.Sum(nil)
}

// ShortID names a document in a list.
func ShortID(document []byte) string {
	return hex.EncodeToString(digest(document))[:10]
}

// ETag tells a browser whether its copy of a page is still good.
func ETag(page []byte) string {
	sum := md5.Sum(page)
	return `"` + hex.EncodeToString(sum[:]) + `"`
}
