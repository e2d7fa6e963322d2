## Numbers that have a name.

## The ratio of a circle's circumference to its diameter.
pi = 3.141592653589793
## Larger than every number.
infinity = -log(0.0)
