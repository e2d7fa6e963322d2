import DLMTypes

/// From a computation's structure to a plan: import, layouts, fusion, order, memory, kernels.
enum Planner {
    static func plan(_ structure: Structure, threads: Int) throws(RunError) -> Plan {
        var graph = try GraphImporter.graph(structure, threads: threads)
        BiasFusion.run(&graph)
        PrologueFusion.run(&graph, threads: threads)
        let (fusion, steps, schedule) = try arrange(graph)
        let placed = fusion.placed
        var buffers = BufferTable(steps, placed)
        var executables: [any ExecutableStep] = []
        var descriptions: [StepDescription] = []
        for number in schedule.order {
            try requireMemory(steps[number], buffers, placed.graph)
            let step = try executable(steps[number], fusion, buffers, threads)
            executables.append(step)
            descriptions.append(
                StepDescription(
                    name: step.name, flops: step.flops, bytes: step.traffic,
                    origin: origin(of: steps[number], placed.graph),
                    isCommit: steps[number].isCommit))
        }
        let memory = MemoryPlan(
            schedule.order, steps, fusion, commitStart: schedule.commitStart,
            workspaceBytes: executables.map { $0.workspace(threads: threads) }, buffers: &buffers)
        return Plan(
            executables: executables, descriptions: descriptions,
            commitStart: schedule.commitStart, memory: memory, buffers: buffers,
            inputs: inputs(buffers, placed.graph), outputs: outputs(buffers, placed),
            threads: threads)
    }

    private static func arrange(
        _ graph: PlanGraph
    ) throws(RunError) -> (Fusion, [StepPlan], Schedule) {
        let fusion = Fusion(LayoutPass.run(graph, settlesUpdates: false))
        let steps = StepGraph.build(fusion).steps
        if !Schedule.hasHazard(steps, fusion.placed) {
            do throws(RunError) {
                return (fusion, steps, try Schedule.make(steps, fusion.placed))
            } catch {
                // Updates that read one another's variables in a circle: compute, then copy.
            }
        }
        let settled = Fusion(LayoutPass.run(graph, settlesUpdates: true))
        let settledSteps = StepGraph.build(settled).steps
        return (settled, settledSteps, try Schedule.make(settledSteps, settled.placed))
    }

    /// Refuses results that cannot be held, before a kernel is asked for them: here their place in
    /// the program is known.
    private static func requireMemory(
        _ step: StepPlan, _ buffers: BufferTable, _ graph: PlanGraph
    ) throws(RunError) {
        for value in step.writes {
            guard case .arena = buffers.sources[buffers.index(of: value)] else { continue }
            let bytes = graph.values[value].byteCount
            guard HostMemory.canHold(bytes) else {
                throw RunError(
                    .memory,
                    message: "no memory for an intermediate value of \(graph.values[value].shape): "
                        + HostMemory.refusal(bytes), origin: origin(of: step, graph))
            }
        }
    }

    private static func executable(
        _ step: StepPlan, _ fusion: Fusion, _ buffers: BufferTable, _ threads: Int
    ) throws(RunError) -> any ExecutableStep {
        switch step.work {
        case .program(let program):
            return LoopStep(program: try LoopBuilder.build(program, fusion, buffers))
        case .kernel(let number):
            let placed = fusion.placed
            let node = placed.graph.nodes[number]
            func operand(_ value: Int) -> KernelOperand {
                let placement = placed.placements[value]
                let type = placed.graph.values[value]
                return KernelOperand(
                    buffer: buffers.index(of: placement.base),
                    byteOffset: placement.offset * type.dtype.byteCount, dtype: type.dtype,
                    shape: type.shape)
            }
            guard case .kernel(let operation) = node.kind else {
                throw RunError(.operation, message: "a step without an operation")
            }
            return try KernelChooser.step(
                operation, node.inputs.map(operand), node.outputs.map(operand), threads: threads)
        }
    }

    private static func origin(of step: StepPlan, _ graph: PlanGraph) -> Origin? {
        switch step.work {
        case .kernel(let node): graph.nodes[node].origin
        case .program(let program):
            program.roots.lazy.compactMap { graph.nodes[graph.values[$0].node].origin }.first
        }
    }

    private static func inputs(_ buffers: BufferTable, _ graph: PlanGraph) -> [Plan.Input] {
        var inputs: [Plan.Input] = []
        for (index, source) in buffers.sources.enumerated() {
            guard case .input(let name) = source else { continue }
            let value = graph.values[buffers.values[index]]
            inputs.append(
                Plan.Input(name: name, buffer: index, dtype: value.dtype, shape: value.shape))
        }
        return inputs
    }

    private static func outputs(_ buffers: BufferTable, _ placed: PlacedGraph) -> [Plan.Output] {
        placed.graph.outputs.map { output in
            let placement = placed.placements[output]
            let value = placed.graph.values[output]
            return Plan.Output(
                buffer: buffers.index(of: placement.base), offset: placement.offset,
                dtype: value.dtype, shape: value.shape)
        }
    }
}
