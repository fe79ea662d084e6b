package strict

import (
	"crypto/rand"
	"fmt"
	"io"
)

// A reader may return fewer bytes than asked for.

type ids struct{ source io.Reader }

func newIDs() *ids { return &ids{source: rand.Reader} }

func (i *ids) badShortRead() ([16]byte, error) {
	var id [16]byte
	if _, err := i.source.Read(id[:]); err != nil { // want `CL609: the number of random bytes that io.Reader.Read returns is ignored; why: a reader may return fewer bytes than asked for: the rest stays zero, which an attacker can guess; fix: use io.ReadFull`
		return id, fmt.Errorf("read random bytes: %w", err)
	}
	return id, nil
}

func badShortReadOfADefault(source io.Reader) []byte {
	if source == nil {
		source = rand.Reader
	}
	seed := make([]byte, 32)
	source.Read(seed) // want `CL609: the number of random bytes`
	return seed
}

func seedFrom(source io.Reader) (seed [32]byte, err error) {
	_, err = source.Read(seed[:]) // want `CL609: the number of random bytes`
	return seed, err
}

func badShortReadInAHelper() ([32]byte, error) { return seedFrom(rand.Reader) }

// An error leaves zeros as well.

func (i *ids) badErrorDropped() (id [16]byte) {
	io.ReadFull(i.source, id[:]) // want `CL609: the error of io.ReadFull is dropped; why: bytes that could not be read stay zero, which an attacker can guess; fix: return the error`
	return id
}

func badErrorOfADefault(source io.Reader) []byte {
	if source == nil {
		source = rand.Reader
	}
	seed := make([]byte, 32)
	_, _ = io.ReadAtLeast(source, seed, len(seed)) // want `CL609: the error of io.ReadAtLeast is dropped`
	return seed
}

func fillFrom(source io.Reader, memory []byte) {
	_, _ = io.ReadFull(source, memory) // want `CL609: the error of io.ReadFull is dropped`
}

func badErrorInAHelper() (seed [32]byte) {
	fillFrom(rand.Reader, seed[:])
	return seed
}

// goodLengthInPlaceOfTheError notices the same.
func (i *ids) goodLengthInPlaceOfTheError() (id [16]byte, ok bool) {
	n, _ := io.ReadFull(i.source, id[:])
	return id, n == len(id)
}

// goodFullFromTheReader never fails since Go 1.24.
func goodFullFromTheReader() (id [16]byte) {
	source := rand.Reader
	io.ReadFull(source, id[:])
	return id
}

// goodFullFromAFile reads no random bytes.
func goodFullFromAFile(file io.Reader) (head [16]byte) {
	io.ReadFull(file, head[:])
	return head
}

func (i *ids) goodReadFull() (id [16]byte, err error) {
	_, err = io.ReadFull(i.source, id[:])
	return id, err
}

// goodCounted reads until there is enough.
func (i *ids) goodCounted() ([]byte, error) {
	id := make([]byte, 16)
	for have := 0; have < len(id); {
		n, err := i.source.Read(id[have:])
		if err != nil {
			return nil, err
		}
		have += n
	}
	return id, nil
}

// goodReader is the one of crypto/rand, which fills the memory or ends the program.
func goodReader() []byte {
	id := make([]byte, 16)
	rand.Reader.Read(id)
	return id
}

// goodRead never fails since Go 1.24.
func goodRead() []byte {
	id := make([]byte, 16)
	rand.Read(id)
	return id
}

// goodOtherReader reads no random bytes.
func goodOtherReader(file io.Reader) []byte {
	head := make([]byte, 16)
	file.Read(head)
	return head
}
