// Package packets has session ids that are fields of a packet, and one that lets in who
// knows it.
package packets

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"math/rand"
	"net"
)

// goodHello imitates the first message of TLS, whose session id everybody sees.
func goodHello(conn net.Conn) error {
	sessionID := make([]byte, 32)
	rand.Read(sessionID)
	var hello bytes.Buffer
	hello.Write([]byte{22, 3, 1})
	hello.WriteByte(byte(len(sessionID)))
	hello.Write(sessionID)
	_, err := conn.Write(hello.Bytes())
	return err
}

type header struct {
	SessionID [8]byte
	Length    uint32
}

func goodHeader(length uint32) header {
	h := header{Length: length}
	binary.BigEndian.PutUint64(h.SessionID[:], rand.Uint64())
	return h
}

type peer struct{ SessionID string }

// badText may be what a client shows to get its session back.
func badText(known map[string]*peer) *peer {
	random := make([]byte, 16)
	rand.Read(random)
	p := &peer{SessionID: hex.EncodeToString(random)} // want "CL401: packets.peer.SessionID is generated with math/rand"
	known[p.SessionID] = p
	return p
}
