module example.test

go 1.26.0

require (
	github.com/bwmarrin/snowflake v0.3.0
	github.com/cespare/xxhash/v2 v2.3.0
	github.com/dchest/uniuri v1.2.0
	github.com/gofrs/uuid v4.4.0+incompatible
	github.com/gofrs/uuid/v5 v5.5.1
	github.com/google/uuid v1.6.0
	github.com/hashicorp/go-uuid v1.0.4
	github.com/matoous/go-nanoid/v2 v2.1.0
	github.com/oklog/ulid/v2 v2.1.2
	github.com/rs/xid v1.6.0
	github.com/satori/go.uuid v1.2.0
	github.com/sony/sonyflake v1.2.0
	github.com/spaolacci/murmur3 v1.1.0
	github.com/valyala/fastrand v1.1.0
	golang.org/x/crypto v0.58.0
	golang.org/x/exp v0.0.0-20261014143641-f0251eb4aa3e
	k8s.io/apimachinery v0.37.2
)

require (
	github.com/kr/text v0.2.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)
