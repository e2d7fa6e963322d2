// A program that embeds dlm imports DLM alone and sees jobs, tensors and diagnostics through it.
@_exported import DLMData
@_exported import DLMLanguage
@_exported import DLMSyntax
@_exported import DLMSystem
@_exported import DLMTensor
@_exported import DLMTraining
@_exported import DLMTypes
