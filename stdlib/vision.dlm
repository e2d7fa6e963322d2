## `import vision`: what models of images share.

## Channel means and standard deviations of ImageNet, for `standardize`.
imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }

## Channel means and standard deviations of CIFAR-10, for `standardize`.
cifar10 = { mean: [0.4914, 0.4822, 0.4465], std: [0.2470, 0.2435, 0.2616] }

## Mean and standard deviation of Fashion-MNIST, for `standardize`.
fashion = { mean: [0.2860], std: [0.3530] }
