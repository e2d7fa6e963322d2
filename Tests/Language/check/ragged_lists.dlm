# Lists that are no tensors.
rows = tensor([[1, 2], [3]])
mixed = tensor([1.0, "a"])

#! error[T001] at 2:15: values of tensor cannot be a list
#!   help: a list of numbers has rows of one length; tensors are put together by stack
#! error[T001] at 3:16: values of tensor cannot be a list
