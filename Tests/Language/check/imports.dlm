# Imports that lead nowhere.
import visoin
import nn
import "missing.dlm"

x = imagenet

#! error[N008] at 2:8: there is no library visoin, and no file visoin.dlm
#!   help: did you mean vision?
#! error[N008] at 3:8: nn needs no import
#!   help: remove the line
#! error[N008] at 4:8: missing.dlm cannot be read
#! error[N001] at 6:5: there is no name imagenet
