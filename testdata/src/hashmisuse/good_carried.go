package hashmisuse

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"hash/crc32"
	"io"
)

func goodReset(items []string) (digests [][]byte) {
	h := sha256.New()
	for _, item := range items {
		h.Reset()
		h.Write([]byte(item))
		digests = append(digests, h.Sum(nil))
	}
	return digests
}

func goodResetAfter(key []byte, items [][]byte) (tags [][]byte) {
	mac := hmac.New(sha256.New, key)
	for _, item := range items {
		mac.Write(item)
		tags = append(tags, mac.Sum(nil))
		mac.Reset()
	}
	return tags
}

func goodNewEachTime(items []string) (digests [][]byte) {
	h := sha256.New()
	for _, item := range items {
		h.Write([]byte(item))
		digests = append(digests, h.Sum(nil))
		h = sha256.New()
	}
	return digests
}

// One digest of all items.
func goodSumAfter(items []string) []byte {
	h := sha256.New()
	for _, item := range items {
		h.Write([]byte(item))
	}
	return h.Sum(nil)
}

// The digest of everything so far is wanted after each part of a stream.
func goodProgressOfStream(r io.Reader, report func(sum []byte)) error {
	h := sha256.New()
	part := make([]byte, 1<<20)
	for {
		n, err := r.Read(part)
		h.Write(part[:n])
		report(h.Sum(nil))
		if err != nil {
			return err
		}
	}
}

// A chain: each digest goes into the next.
func goodChain(items [][]byte) (links [][]byte) {
	h := sha256.New()
	for _, item := range items {
		h.Write(item)
		link := h.Sum(nil)
		h.Write(link)
		links = append(links, link)
	}
	return links
}

// The name says that the digest is one of everything so far.
func goodByName(messages [][]byte) (keys [][]byte) {
	transcript := sha256.New()
	for _, message := range messages {
		transcript.Write(message)
		keys = append(keys, transcript.Sum(nil))
	}
	return keys
}

// A function that gets a hash from its caller may reset it.
func resetAndSum(h hash.Hash, item []byte) []byte {
	h.Reset()
	h.Write(item)
	return h.Sum(nil)
}

func goodResetByHelper(items [][]byte) (digests [][]byte) {
	h := sha256.New()
	for _, item := range items {
		digests = append(digests, resetAndSum(h, item))
	}
	return digests
}

// It returns the digest of the first item that there is.
func goodFirst(items [][]byte) []byte {
	h := sha256.New()
	for _, item := range items {
		if len(item) > 0 {
			h.Write(item)
			return h.Sum(nil)
		}
	}
	return nil
}

// Checksums are not cryptography.
func goodChecksum(items [][]byte) (sums [][]byte) {
	h := crc32.NewIEEE()
	for _, item := range items {
		h.Write(item)
		sums = append(sums, h.Sum(nil))
	}
	return sums
}
