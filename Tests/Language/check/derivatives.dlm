# Derivatives of what has none, and rules that do not fit their function.
def softer(x: Float[...], by: Float = 1.0) = x * by
gradient def softer(x, up) = up  #! error[T003] at 14: the derivative of softer takes other parameters
def harder(x: Float[...]) = x * 2.0
gradient def harder(x, up) = (up, up)
gradient def hardr(x, up) = up   #! error[N001] at 14: there is no function hardr here
def twice(x: Float[...]) = x * 2.0
gradient def twice(x, up) = twice(up)

model Net(x: Float[B, 4], label: Int[B]) {
    a = grad(v => v * v)(x)       #! error[S002] at 9: grad: only a Float scalar has a gradient; this is Float[B, 4]
    b = grad(v => sum(v))(label)  #! error[T001] at 27: only Float tensors have a derivative; this is Int[B]
    c = grad(3)(x)                #! error[T002] at 14: grad takes a function; this is the number 3
    d = grad((u, v) => sum(u), argnums: 2)(x, x)  #! error[T001] at 9: argument 2 does not exist: the function gets 2
    e = harder(x)
    f = jvp(v => v * v, x, ones([3]))
}

#! error[T001] at 5:30: the derivative of harder gives 2 gradients
#! error[N007] at 8:29: these definitions use each other
#! error[T001] at 16:9: the direction is Float[3]; it belongs to Float[B, 4]
