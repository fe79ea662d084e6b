// Package deps keeps the requirements of this module: the packages that the
// test cases may import and that the table of package cryptoapi speaks of.
package deps

import (
	_ "github.com/bwmarrin/snowflake"
	_ "github.com/cespare/xxhash/v2"
	_ "github.com/dchest/uniuri"
	_ "github.com/gofrs/uuid"
	_ "github.com/gofrs/uuid/v5"
	_ "github.com/google/uuid"
	_ "github.com/hashicorp/go-uuid"
	_ "github.com/matoous/go-nanoid/v2"
	_ "github.com/oklog/ulid/v2"
	_ "github.com/rs/xid"
	_ "github.com/satori/go.uuid"
	_ "github.com/sony/sonyflake"
	_ "github.com/spaolacci/murmur3"
	_ "github.com/valyala/fastrand"
	_ "golang.org/x/crypto/argon2"
	_ "golang.org/x/exp/rand"
	_ "k8s.io/apimachinery/pkg/util/rand"
)
