// Package veil hides data.
package veil

// Encrypt combines data with a key.
func Encrypt(data, key []byte) []byte {
	out := make([]byte, len(data))
	for i := range data {
		out[i] = data[i] ^ key[i%len(key)] // want `CL204: the data is XORed with key repeatedly`
	}
	return out
}
