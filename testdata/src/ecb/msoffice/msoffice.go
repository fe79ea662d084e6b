// Package msoffice reads encrypted documents, whose format prescribes the mode.
package msoffice

import "crypto/cipher"

func badStandardDecrypt(block cipher.Block, document []byte) []byte {
	plain := make([]byte, len(document))
	for start := 0; start < len(document); start += 16 {
		block.Decrypt(plain[start:start+16], document[start:start+16]) // want "CL201: .*; fix: if the file format of Office prescribes it, both ends"
	}
	return plain
}
