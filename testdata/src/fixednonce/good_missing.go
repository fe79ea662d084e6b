package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
)

// A file of a log. Its records are encrypted under what the file begins with and where
// they stand in it.
type segment struct {
	prefix []byte
	key    []byte
}

var errNoSegment = errors.New("no such segment")

// A segment that is not there has no prefix, and nothing is encrypted with it.
func segmentOf(all map[uint32]*segment, id uint32) (*segment, error) {
	found, ok := all[id]
	if !ok {
		return nil, errNoSegment
	}
	return found, nil
}

func (s *segment) stream(offset uint32) (cipher.Stream, error) {
	block, err := aes.NewCipher(s.key)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, aes.BlockSize)
	copy(iv[:12], s.prefix)
	binary.BigEndian.PutUint32(iv[12:], offset)
	return cipher.NewCTR(block, iv), nil
}

// A place of a record.
type place struct{ segment, offset uint32 }

func placeAt(segment, offset uint32) *place { return &place{segment: segment, offset: offset} }

func goodFirstPlace(segment uint32) *place { return placeAt(segment, 20) }

// bytesAt returns the segment as well, for its lock.
func bytesAt(all map[uint32]*segment, at *place) ([]byte, *segment, error) {
	found, err := segmentOf(all, at.segment)
	if err != nil {
		return nil, nil, err
	}
	return found.prefix, found, nil
}

func goodRecordOf(all map[uint32]*segment, at *place) (cipher.Stream, error) {
	_, found, err := bytesAt(all, at)
	defer unlock(found)
	if err != nil {
		return nil, err
	}
	return found.stream(at.offset)
}

func unlock(*segment) {}

// A place of a record, where one segment is written and the others are read.
type spot struct{ segment, offset uint32 }

func spotAt(segment, offset uint32) *spot { return &spot{segment: segment, offset: offset} }

func goodFirstSpot(segment uint32) *spot { return spotAt(segment, 20) }

func goodRecordOfEither(current *segment, all map[uint32]*segment, at *spot) (cipher.Stream, error) {
	var chosen *segment
	for id, other := range all {
		if id == at.segment {
			chosen = other
		}
	}
	unlock(current)
	return chosen.stream(at.offset)
}

// Without the prefix, all segments begin with the same stream.
type plainSegment struct{ key []byte }

func plainSegmentOf(all map[uint32]*plainSegment, id uint32) (*plainSegment, error) {
	found, ok := all[id]
	if !ok {
		return nil, errNoSegment
	}
	return found, nil
}

func (s *plainSegment) stream(offset uint32) (cipher.Stream, error) {
	block, err := aes.NewCipher(s.key)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, aes.BlockSize)
	binary.BigEndian.PutUint32(iv[12:], offset)
	return cipher.NewCTR(block, iv), nil
}

func badFirstRecord(all map[uint32]*plainSegment, id uint32) (cipher.Stream, error) {
	found, err := plainSegmentOf(all, id)
	if err != nil {
		return nil, err
	}
	return found.stream(20) // want "CL205: .*constant"
}
