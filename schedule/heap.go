package schedule

// heapify makes a heap of open nodes, the most promising first.
func (s *search[W]) heapify(heap []int32) {
	for i := len(heap)/2 - 1; i >= 0; i-- {
		s.sink(heap, i)
	}
	s.tire(len(heap))
}

// pop takes the first node of a heap away.
func (s *search[W]) pop(layer int) {
	heap := s.layers[layer]
	last := len(heap) - 1
	heap[0] = heap[last]
	s.layers[layer] = heap[:last]
	s.sink(heap[:last], 0)
}

func (s *search[W]) sink(heap []int32, i int) {
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && s.sooner(heap[child+1], heap[child]) {
			child++
		}
		if !s.sooner(heap[child], heap[i]) {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}

// sooner reports whether a node is to be expanded before another: by bound, then in the order they were found.
func (s *search[W]) sooner(a, b int32) bool {
	x, y := s.at(a).bound(), s.at(b).bound()
	return x < y || x == y && a < b
}
